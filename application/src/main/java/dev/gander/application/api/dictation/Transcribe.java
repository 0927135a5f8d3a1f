package dev.gander.application.api.dictation;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.UnsupportedSound;
import java.util.Base64;
import java.util.List;

/// Writes down what a user said.
public final class Transcribe {
  private static final int BASE64_GROUP = 4;

  private final NamedTranscribers transcribers;

  public Transcribe(List<Transcriber> transcribers) {
    this.transcribers = new NamedTranscribers(transcribers);
  }

  /// The names that [Speech#transcriber()] may have.
  public List<String> names() {
    return transcribers.names();
  }

  /// What was said, as it comes from a client.
  ///
  /// @param audio in Base64 with padding
  /// @param mediaType one of [SoundFormat]'s
  /// @param transcriber the name of the one that shall listen
  public record Speech(String audio, String mediaType, String transcriber) {}

  /// An interrupt ends the work. Checks in this order: the encoding, the media type, the name.
  ///
  /// @return the text; empty if there is nothing to be heard
  /// @throws InvalidInput if it is not Base64, or broken, or there is no such transcriber
  /// @throws UnsupportedSound if nobody reads sound of that type
  /// @throws dev.gander.domain.error.GanderException as [Transcriber#transcribe] does
  public String transcribe(Speech speech) throws InterruptedException {
    byte[] bytes = decoded(speech.audio());
    SoundFormat format =
        SoundFormat.of(speech.mediaType())
            .orElseThrow(() -> UnsupportedSound.unknown(speech.mediaType()));
    return transcribers
        .get(speech.transcriber())
        .transcribe(new Sound(bytes, speech.mediaType(), format));
  }

  /// The JDK would do without padding.
  private static byte[] decoded(String audio) {
    try {
      if (audio.length() % BASE64_GROUP == 0) {
        return Base64.getDecoder().decode(audio);
      }
    } catch (IllegalArgumentException _) {
      // Reported below, without quoting what may be long.
    }
    throw new InvalidInput("Invalid base64 audio data");
  }
}
