package dev.gander.application.api.dictation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SpeechModels;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import dev.gander.testkit.speech.InMemorySpeechModels;
import dev.gander.testkit.speech.ScriptedTranscriber;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChooseSpeechModelTest {
  /// Listens with the models of this machine.
  private static final class Local implements Transcriber {
    @Override
    public String name() {
      return "local";
    }

    @Override
    public TranscriberStatus status() {
      return new TranscriberStatus(
          false,
          "Local.",
          new Keys.Own(SpeechModels.CHOICE, false),
          new TranscriberStatus.Models(SpeechModels.CHOICE, "tiny", "tiny", List.of()),
          null);
    }

    @Override
    public String transcribe(Sound sound) {
      throw new UnsupportedOperationException();
    }
  }

  private final InMemorySpeechModels models = new InMemorySpeechModels();
  private final InMemorySettings settings = new InMemorySettings();
  private final ChooseSpeechModel choose =
      new ChooseSpeechModel(
          List.of(new ScriptedTranscriber("cloud"), new Local()), models, settings);

  @Test
  void aServiceGetsAnyModel() {
    choose.choose("cloud", "brand-new");

    assertEquals(Optional.of(Json.of("brand-new")), settings.find("SCRIPTED_MODEL"));
  }

  @Test
  void aModelThatIsHereIsChosen() {
    models.download("base");

    choose.choose("local", "base");

    assertEquals(Optional.of(Json.of("base")), settings.find(SpeechModels.CHOICE));
  }

  @ParameterizedTest
  @CsvSource({
    "local,  base, Model not downloaded",
    "local,  nope, Model not found",
    "local,  '',   Model not found",
    "nobody, base, Unknown provider: nobody"
  })
  void whatCannotListenIsRefused(String transcriber, String model, String problem) {
    var refusal = assertThrows(InvalidInput.class, () -> choose.choose(transcriber, model));

    assertEquals(problem, refusal.text());
    assertEquals(JsonObject.EMPTY, settings.all());
  }
}
