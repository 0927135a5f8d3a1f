package dev.gander.adapters.http.acp;

import java.time.Duration;

/// @param silence how long a client that neither posts nor listens is remembered
/// @param keepAlive how long an open stream may be silent
public record StreamTimes(Duration silence, Duration keepAlive) {
  /// The second is goosed's, which forgets nobody.
  static final StreamTimes USUAL = new StreamTimes(Duration.ofHours(1), Duration.ofSeconds(15));
}
