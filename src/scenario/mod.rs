//! Files and patches become a county, setups and parameters; every fault is found at once.

pub mod study;
pub mod vocabulary;
pub mod common;
pub mod travel;
pub mod staffing;
pub mod shift;
pub mod township;
pub mod department;
pub mod staff;
pub mod matter;
pub mod routine;
pub mod county;
pub mod founding;
pub mod setup;
pub mod time;
pub mod conduct;
pub mod trace;
pub mod stated;
pub mod outlook;
pub mod roster;
pub mod lint;
pub mod files;
pub mod reading;

pub use files::{Disk, Files};
pub use outlook::Outlook;
pub use reading::{read_study, read_study_from};
pub use study::{Input, Study, StudyKind};
