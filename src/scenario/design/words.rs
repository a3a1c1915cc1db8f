//! Words of `[design]` and `[factor.ID]`.

use crate::define_words;

define_words! {
    /// How a study goes through its points.
    pub enum DesignKind {
        Compare = "compare": "逐对比较各方案，没有因子", "setups are compared in pairs, without factors";
        List = "list": "文件列出的各设计点", "the points that a file lists";
        Factorial = "factorial": "各因子取值的全部组合，或其一部分", "every combination of the factors' values, or a fraction of them";
        OneAtATime = "one-at-a-time": "先照文件所写，再逐个改变一个因子", "as the files state, then one factor at a time at each of its values";
        LatinHypercube = "latin-hypercube": "拉丁超立方：每个因子的每一层恰取一次", "a Latin hypercube: every stratum of every factor is met once";
        Sobol = "sobol": "索博尔序列：均匀填满各因子的范围", "a Sobol sequence: fills the factors' ranges evenly";
    }
}

define_words! {
    /// The design of a scenario, which has one setup and no factors.
    pub enum ScenarioDesign {
        Compare = "compare": "只有一个方案、一个设计点", "one setup at one point";
    }
}

define_words! {
    /// What a factor stands for; both are varied alike.
    pub enum FactorKind {
        Lever = "lever": "可由决策者改变的", "something that can be decided";
        Uncertainty = "uncertainty": "不确定的，只能设想的", "something that is not known";
    }
}

define_words! {
    /// Which part of a two-level factorial is run.
    pub enum Fraction {
        Whole = "1": "全部组合", "every combination";
        Half = "1/2": "一半", "a half";
        Quarter = "1/4": "四分之一", "a quarter";
        Eighth = "1/8": "八分之一", "an eighth";
        Sixteenth = "1/16": "十六分之一", "a sixteenth";
    }
}

impl Fraction {
    /// How many factors follow from the others.
    pub const fn generated(self) -> usize {
        match self {
            Self::Whole => 0,
            Self::Half => 1,
            Self::Quarter => 2,
            Self::Eighth => 3,
            Self::Sixteenth => 4,
        }
    }
}
