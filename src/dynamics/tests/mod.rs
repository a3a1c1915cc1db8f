//! Every mechanism in a county of its own, small enough to reckon by hand.

mod watching;
mod towns;
mod field;
mod self_help;
mod pinned;
mod fronted_work;
mod preventing;
mod one_place;
mod offending;
mod operating;
mod moving;
mod staying;
mod switching;
mod working_day;
mod told_cases;
mod hops;
mod returning;
mod varying;
mod practice;
mod pressed;
mod consulting;
mod handing_down;
mod telling_again;
mod taking_up;
mod own_work;
mod without_power;
