package dev.gander.domain.provider.signin;

/// A token file. `path` is relative to the place of a cache that is a folder, as in `HASH.json`;
/// empty for a single-file cache.
public record TokenFile(TokenCache cache, String path) {
  public TokenFile {
    if (!path.matches("([A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?")) {
      throw new IllegalArgumentException("a path must stay below its cache");
    }
  }
}
