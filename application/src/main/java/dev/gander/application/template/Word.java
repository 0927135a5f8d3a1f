package dev.gander.application.template;

/// A word of an expression or tag.
///
/// @param text for a text in quotes, what it stands for
record Word(Kind kind, String text) {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  boolean is(String nameOrSign) {
    return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(nameOrSign);
  }
}
