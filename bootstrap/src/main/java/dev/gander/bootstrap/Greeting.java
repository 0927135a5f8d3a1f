package dev.gander.bootstrap;

/// What whoever starts a server is told meanwhile.
interface Greeting {
  /// A step of the start was taken.
  void mark(String point);

  /// The server was given no key.
  void key(KeptKey key);

  /// The server has this certificate. Called before it listens.
  void certificate(String fingerprint);

  void listening(GanderServer server);

  /// The server is about to stop.
  default void stopping() {}
}
