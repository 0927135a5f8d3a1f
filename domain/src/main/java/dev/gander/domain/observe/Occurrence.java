package dev.gander.domain.observe;

import java.time.Duration;

/// Something that is over when it is told.
public sealed interface Occurrence {
  Duration lasting();

  /// A request over HTTP.
  ///
  /// @param route the id of the operation; `-` if the request named none
  record Served(String method, String route, int status, Duration lasting) implements Occurrence {}

  /// Work on a database.
  ///
  /// @param system what kind of database it is, as OpenTelemetry's conventions name it
  /// @param database the name of its file, if it is one
  /// @param isWrite whether in a transaction that may write
  record Stored(String system, String database, boolean isWrite, boolean failed, Duration lasting)
      implements Occurrence {}
}
