package dev.gander.application.api.dictation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.api.dictation.Transcribe.Speech;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.UnsupportedSound;
import dev.gander.testkit.speech.ScriptedTranscriber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscribeTest {
  private final ScriptedTranscriber one = new ScriptedTranscriber("one").hears("first");
  private final ScriptedTranscriber two = new ScriptedTranscriber("two").hears("second");
  private final Transcribe transcribe = new Transcribe(List.of(one, two));

  @Test
  void theNamedTranscriberGetsTheSound() throws Exception {
    assertEquals("second", transcribe.transcribe(new Speech("YWJj", "audio/x-wav", "two")));

    assertEquals(List.of(), one.heard());
    Sound sound = two.heard().getFirst();
    assertArrayEquals(new byte[] {'a', 'b', 'c'}, sound.bytes());
    assertEquals("audio/x-wav", sound.mediaType());
    assertEquals(SoundFormat.WAV, sound.format());
    assertEquals(List.of("one", "two"), transcribe.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "YQ", "YQ=", "data:audio/wav;base64,YQ==", "YW Jj", "YWJj\n"})
  void whatIsNotBase64IsRefusedFirst(String audio) {
    Speech speech = new Speech(audio, "x/y", "nobody");

    var refusal = assertThrows(InvalidInput.class, () -> transcribe.transcribe(speech));

    assertEquals("Invalid base64 audio data", refusal.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/ogg", "audio/webm; codecs=opus", "AUDIO/WAV", ""})
  void anUnknownMediaTypeIsRefusedSecond(String type) {
    Speech speech = new Speech("YWJj", type, "nobody");

    var refusal = assertThrows(UnsupportedSound.class, () -> transcribe.transcribe(speech));

    assertEquals("Unsupported audio format: " + type, refusal.text());
    assertEquals(type, refusal.mediaType());
  }

  @Test
  void anUnknownTranscriberIsRefusedLast() {
    Speech speech = new Speech("YWJj", "audio/wav", "nobody");

    var refusal = assertThrows(InvalidInput.class, () -> transcribe.transcribe(speech));

    assertEquals("Unknown provider: nobody", refusal.text());
  }

  @ParameterizedTest
  @CsvSource({
    "audio/webm,             webm",
    "audio/webm;codecs=opus, webm",
    "audio/mp4,              mp4",
    "audio/mpeg,             mp3",
    "audio/mpga,             mp3",
    "audio/m4a,              m4a",
    "audio/wav,              wav",
    "audio/x-wav,            wav"
  })
  void eachMediaTypeHasItsEnding(String type, String ending) throws Exception {
    transcribe.transcribe(new Speech("", type, "one"));

    assertEquals(ending, one.heard().getFirst().format().ending());
  }
}
