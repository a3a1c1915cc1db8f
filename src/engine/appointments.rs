//! One-off events: a heap ordered by time, phase, and order of scheduling.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::phase::OrderKey;

#[derive(Debug, Clone)]
struct Appointment<E> {
    key: OrderKey,
    sequence: u64,
    event: E,
}

impl<E> PartialEq for Appointment<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<E> Eq for Appointment<E> {}

impl<E> PartialOrd for Appointment<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Appointment<E> {
    /// Reversed, so that the heap's greatest is the earliest.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.key, other.sequence).cmp(&(self.key, self.sequence))
    }
}

/// Pending one-off events.
#[derive(Debug, Clone)]
pub(super) struct Appointments<E> {
    heap: BinaryHeap<Appointment<E>>,
    scheduled: u64,
}

impl<E> Appointments<E> {
    pub(super) fn new() -> Self {
        Self {
            heap: BinaryHeap::new(),
            scheduled: 0,
        }
    }

    /// The earliest pending key.
    #[inline]
    pub(super) fn earliest(&self) -> OrderKey {
        self.heap.peek().map_or(OrderKey::NEVER, |first| first.key)
    }

    /// Adds an event; equal keys leave in the order they came.
    pub(super) fn push(&mut self, key: OrderKey, event: E) {
        self.heap.push(Appointment {
            key,
            sequence: self.scheduled,
            event,
        });
        self.scheduled += 1;
    }

    /// Removes the earliest event.
    pub(super) fn pop(&mut self) -> Option<(OrderKey, E)> {
        self.heap.pop().map(|first| (first.key, first.event))
    }
}
