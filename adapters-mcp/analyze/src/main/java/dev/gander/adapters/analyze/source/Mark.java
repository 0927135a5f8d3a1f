package dev.gander.adapters.analyze.source;

/// A stretch of a source file that a query has found, in bytes. `name`, `body` and `owner` are
/// [Stretch#NONE] where there is none.
///
/// @param name the name that is declared, called or imported
/// @param owner the name of the type that a function outside of it belongs to
public record Mark(Kind kind, Stretch whole, Stretch name, Stretch body, Stretch owner) {
  /// What a query calls it, in small letters.
  public enum Kind {
    CLASS,
    FUNCTION,
    /// Belongs to the names of what is in it and is nothing of its own: `impl`, `namespace`.
    SCOPE,
    IMPORT,
    /// An import if the name, which is that of a function, is one that loads files.
    LOAD,
    CALL
  }

  /// From the first byte to before the last.
  public record Stretch(int start, int end) {
    public static final Stretch NONE = new Stretch(-1, -1);

    public boolean exists() {
      return start >= 0;
    }
  }
}
