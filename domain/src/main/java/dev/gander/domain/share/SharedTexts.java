package dev.gander.domain.share;

import java.util.List;

/// Publishes texts that anybody can fetch but only the holder of the link can read: encrypted, in
/// public places that need not be trusted. Thread-safe; each call waits for the network, at most
/// about twenty seconds. An interrupt ends the wait, closes the connections and is thrown. Every
/// method throws [Unavailable][dev.gander.domain.error.Unavailable] when sharing is not installed.
public interface SharedTexts {
  /// More UTF-8 bytes than any public place accepts, and few enough to hold several texts in
  /// memory.
  int MOST_BYTES = 8 << 20;

  /// Encrypts a text with a new key and offers it to all places at once. One that accepts it is
  /// enough.
  ///
  /// @param text not empty
  /// @param places where to publish it, in the adapter's notation; surrounding white space, blank
  ///   places and duplicates are ignored. An empty list means the places in the settings, or else
  ///   the adapter's own; a list of blank places means none
  /// @return a link with a key that is stored nowhere else, and all the places in order
  /// @throws dev.gander.domain.error.InvalidInput if a place is invalid, none is named or more than
  ///   a link can name, or the text is longer than [#MOST_BYTES]
  /// @throws dev.gander.domain.error.Unavailable if no place accepted it, with each one's reason
  /// @throws InterruptedException if the thread was interrupted; some places may have the text
  ///   then, but nobody can read it
  SharedText publish(String text, List<String> places) throws InterruptedException;

  /// Queries all places in the link at once and decrypts the first genuine answer. A place's answer
  /// is only trusted if it is the text that the link names.
  ///
  /// @param link as in [SharedText#link]; surrounding white space is ignored
  /// @throws dev.gander.domain.error.InvalidInput if it is not such a link, which the message does
  ///   not repeat, or there is nothing readable: no place has the text, with each one's reason, or
  ///   it is something else, or the key does not decrypt it
  /// @throws InterruptedException if the thread was interrupted
  String fetch(String link) throws InterruptedException;
}
