package dev.gander.adapters.http.frame;

/// The numbers of HTTP/2 (RFC 9113, 6 and 7).
final class Frames {
  /// Length of the head of a frame.
  static final int HEADER = 9;

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  /// Flags.
  static final int END_STREAM = 1;

  static final int END_HEADERS = 4;

  static final int FLOW_CONTROL_ERROR = 3;
  static final int ENHANCE_YOUR_CALM = 11;

  /// Of a connection, until its client says more, and at most.
  static final int FIRST_WINDOW = 65_535;

  static final int LARGEST_WINDOW = Integer.MAX_VALUE;

  private Frames() {}
}
