package dev.gander.domain.share;

import java.util.List;

/// Puts texts where anybody can fetch them and only the holder of the link can read them:
/// encrypted, in public places that nobody has to trust. Any thread; each call waits for the
/// network, at most some twenty seconds. An interrupt ends the waiting, closes the connections and
/// is thrown. Every method throws [Unavailable][dev.gander.domain.error.Unavailable] where sharing
/// is not installed.
public interface SharedTexts {
  /// More bytes of UTF-8 than any public place takes, and few enough to hold several of them.
  int MOST_BYTES = 8 << 20;

  /// Encrypts a text with a fresh key and offers it to all places at once. One that takes it is
  /// enough.
  ///
  /// @param text not empty
  /// @param places where to publish it, in the adapter's notation; white space around a place,
  ///   blank places and repetitions are ignored. An empty list stands for the places in the
  ///   settings, or else the adapter's own; a list of blank places for none
  /// @return a link with a key that is kept nowhere else, and all the places in their order
  /// @throws dev.gander.domain.error.Unavailable if a place is not one, there are more than a link
  ///   can name, the text is longer than [#MOST_BYTES], or no place took it, with the reason of
  ///   each
  /// @throws InterruptedException if the thread was interrupted; some places may have the text
  ///   then, but nobody can read it
  SharedText publish(String text, List<String> places) throws InterruptedException;

  /// Asks all the link's places at once and decrypts the first genuine answer. What a place sends
  /// is believed only if it is the text that the link names.
  ///
  /// @param link as in [SharedText#link]; white space around it is ignored
  /// @throws dev.gander.domain.error.InvalidInput if it is not such a link, which the message does
  ///   not repeat, or nothing readable is there: no place has it, with the reason of each, or it is
  ///   something else, or the key does not open it
  /// @throws InterruptedException if the thread was interrupted
  String fetch(String link) throws InterruptedException;
}
