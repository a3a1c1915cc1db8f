//! An M/M/c queue on the engine alone: `cargo run --release --example mmc`.
use std::collections::VecDeque;
use tiaokuai::base::{Distribution, DistributionError, Key, Moment, Purpose, Span, World};
use tiaokuai::engine::{Agenda, Due, Phase, Slot, run};

const SERVERS: usize = 10;
const LOAD: f64 = 0.8;
const SERVICE: f64 = 60.0; // mean [min]
const ARRIVALS: Slot = Slot::new(SERVERS); // the slots below are the servers'
const WORLD: World = World {
    seed: 1,
    replication: 0,
};

/// Mean wait [mean service times] by Erlang's C formula.
fn erlang_c(servers: usize, load: f64) -> f64 {
    let offered = servers as f64 * load;
    let lost = (1..=servers).fold(1.0, |lost, k| offered * lost / (k as f64 + offered * lost));
    lost / (1.0 - load * (1.0 - lost)) / (servers as f64 - offered)
}

fn main() -> Result<(), DistributionError> {
    let stream = WORLD.stream(Key::of("mmc"));
    let gap = Distribution::exponential(SERVICE / (SERVERS as f64 * LOAD))?.sampler();
    let work = Distribution::exponential(SERVICE)?.sampler();
    let gap = |n| Span::from_minutes(gap.sample(stream, n, Purpose::named("gap")));
    let work = |n| Span::from_minutes(work.sample(stream, n, Purpose::named("work")));

    let (start, end) = (Moment::start_of_day(0), Moment::start_of_day(10_000));
    let mut agenda = Agenda::<()>::new(SERVERS + 1);
    agenda.set(ARRIVALS, start, Phase::Emerge);
    let mut free: Vec<Slot> = (0..SERVERS).map(Slot::new).collect();
    let (mut queue, mut arrived) = (VecDeque::new(), 0);
    let (mut started, mut waited) = (0.0, 0.0);
    run(&mut agenda, end, |now, due, agenda| {
        match due {
            Due::Slot(server) if server != ARRIVALS => free.push(server),
            _ => {
                queue.push_back((arrived, now));
                arrived += 1;
                agenda.set(ARRIVALS, now + gap(arrived), Phase::Emerge);
            }
        }
        while let Some(&server) = free.last()
            && let Some((customer, since)) = queue.pop_front()
        {
            free.pop();
            started += 1.0;
            waited += (now - since).minutes();
            agenda.set(server, now + work(customer), Phase::TaskEnds);
        }
    });
    let expected = SERVICE * erlang_c(SERVERS, LOAD);
    println!("M/M/{SERVERS} at load {LOAD}: {started} started");
    println!("mean wait: simulated {:.2} min", waited / started);
    println!("mean wait: Erlang C  {expected:.2} min");
    Ok(())
}
