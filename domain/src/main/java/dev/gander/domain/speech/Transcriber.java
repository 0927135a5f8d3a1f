package dev.gander.domain.speech;

/// Listens to speech and writes down what it hears. Thread-safe.
public interface Transcriber {
  /// Its name in requests, such as `local`.
  String name();

  /// How it is set up at the moment. Asks nobody but settings and files.
  TranscriberStatus status();

  /// Blocks until the text is there; an interrupt ends the work, on the other side too.
  ///
  /// @return the text without blanks around it; empty if there is nothing to be heard
  /// @throws TranscriberNotConfigured if its key or its model is missing; nothing is sent anywhere
  /// @throws UnsupportedSound if it cannot read this container here
  /// @throws dev.gander.domain.error.InvalidInput if the sound is broken
  /// @throws TranscriberBusy if too many wait for it
  /// @throws TranscriptionTooSlow if its time limit has passed
  /// @throws dev.gander.domain.error.ProviderException if a service refuses or fails
  /// @throws dev.gander.domain.error.Unavailable if this machine fails
  String transcribe(Sound sound) throws InterruptedException;
}
