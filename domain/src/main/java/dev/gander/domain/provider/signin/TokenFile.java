package dev.gander.domain.provider.signin;

/// A file of tokens. `path` is below the place of a cache that is a folder, as in `HASH.json`;
/// empty for a cache that is one file.
public record TokenFile(TokenCache cache, String path) {
  public TokenFile {
    if (!path.matches("([A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?")) {
      throw new IllegalArgumentException("a path must stay below its cache");
    }
  }
}
