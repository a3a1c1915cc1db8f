//! Files and patches become a county, setups and parameters; every fault is found at once.

pub mod study;
pub mod vocabulary;
pub mod rule;
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
pub mod files;
pub mod trace;
pub mod stated;
pub mod outlook;
pub mod roster;
pub mod lint;
pub mod reading;
pub mod checking;
pub mod overview;
pub mod description;

pub use checking::{Checked, check_file, check_file_from};
pub use description::{FileKind, rows, schema, shape};
pub use files::{Disk, Files};
pub use outlook::Outlook;
pub use overview::{Overview, SetupOverview, overview};
pub use reading::{read_study, read_study_from};
pub use rule::ModelRule;
pub use study::{Input, Study, StudyKind};
