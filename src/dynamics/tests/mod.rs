//! Every mechanism in a county of its own, small enough to reckon by hand.

mod watching;
mod towns;
mod field;
mod self_help;
mod pinned;
mod preventing;
mod switching;
mod working_day;
mod hops;
mod varying;
mod practice;
mod pressed;
mod consulting;
mod handing_down;
mod telling_again;
mod taking_up;
mod own_work;
mod without_power;
