package dev.gander.domain.share;

import java.util.List;

/// Puts texts where anybody can fetch them and only who has the link can read them: encrypted on
/// public relays, which nobody has to trust. Any thread; each call waits for the network, at most
/// some twenty seconds. An interrupt ends the waiting, closes the connections and is thrown. Every
/// method throws [Unavailable][dev.gander.domain.error.Unavailable] where sharing is not installed.
public interface SharedTexts {
  /// More bytes of UTF-8 than any public relay takes, and few enough to hold several of them.
  int MOST_BYTES = 8 << 20;

  /// Encrypts a text with a fresh key and offers it to all relays at once, under a fresh name and
  /// author. One that takes it is enough.
  ///
  /// @param text not empty
  /// @return a link with a key that is kept nowhere else, and with all the relays in their order
  /// @throws dev.gander.domain.error.Unavailable if the text is longer than [#MOST_BYTES] or no
  ///   relay took it, with what each said
  /// @throws InterruptedException if the thread was interrupted; relays may have the text then, but
  ///   nobody can read it
  ShareLink publish(String text, List<RelayAddress> relays) throws InterruptedException;

  /// Asks all the link's relays at once and decrypts the first genuine answer. What a relay sends
  /// is believed only if it is signed and is the event that the link names.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the link leads to nothing that can be read: no
  ///   relay has it, with what each said, or it is something else, or the key does not open it
  /// @throws InterruptedException if the thread was interrupted
  String fetch(ShareLink link) throws InterruptedException;
}
