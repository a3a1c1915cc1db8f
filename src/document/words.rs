//! Closed lists of kebab-case words, each with its meaning in both languages.

use std::fmt::Debug;

use crate::base::Text;

/// A type whose values are written as words in files.
pub trait Words: Copy + Eq + Debug + 'static {
    /// Every value, in the order they are explained; not empty.
    const ALL: &'static [Self];

    /// The word in the file.
    fn word(self) -> &'static str;

    /// What the word means.
    fn means(self) -> Text;

    /// The value of `word`.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }
}

/// Declares an enum of words: `Variant = "word": "中文", "English";`.
#[macro_export]
macro_rules! define_words {
    (
        $(#[$meta:meta])*
        $visible:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $word:literal: $zh:literal, $en:literal;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visible enum $name {
            $($(#[$variant_meta])* #[doc = $en] $variant,)+
        }

        impl $crate::document::Words for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn means(self) -> $crate::base::Text {
                match self { $(Self::$variant => $crate::base::Text::new($zh, $en),)+ }
            }
        }
    };
}
