package dev.gander.adapters.speech;

import dev.gander.adapters.speech.engine.SpeechEngine;
import dev.gander.adapters.speech.model.FileSpeechModels;
import dev.gander.adapters.speech.model.UnusableModel;
import dev.gander.adapters.speech.sound.SoundFiles;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.SpeechModels;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberNotConfigured;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Listens on this machine, with the model that the user chose.
///
/// @param engine shared, so that it holds one model at a time
public record LocalTranscriber(
    FileSpeechModels models, SpeechEngine engine, SoundFiles sounds, ProviderSettings settings)
    implements Transcriber {
  private static final Duration LOADING = Duration.ofMinutes(2);
  private static final Duration LISTENING = Duration.ofMinutes(30);
  private static final Duration IDLE = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "local";
  }

  @Override
  public TranscriberStatus status() {
    return new TranscriberStatus(
        choice().flatMap(models::file).isPresent(),
        "Listens on this machine. Nothing leaves it, and no key is needed.",
        new Keys.Own(SpeechModels.CHOICE, false),
        offered(),
        null);
  }

  private TranscriberStatus.Models offered() {
    List<SpeechModel> all = models.all();
    String usual =
        all.stream()
            .filter(SpeechModel::recommended)
            .map(SpeechModel::id)
            .findFirst()
            .orElseThrow();
    String chosen = choice().filter(id -> models.find(id).isPresent()).orElse(usual);
    return new TranscriberStatus.Models(
        SpeechModels.CHOICE,
        usual,
        chosen,
        all.stream()
            .map(it -> new TranscriberStatus.Offered(it.id(), it.id(), it.fullDescription()))
            .toList());
  }

  private Optional<String> choice() {
    return settings.filledSetting(SpeechModels.CHOICE);
  }

  @Override
  public String transcribe(Sound sound) throws InterruptedException {
    Path model = model();
    try (SpeechEngine.Place place = engine.enter()) {
      return sounds.of(
          sound, settings.programs(), file -> place.transcribe(model, file, limits()).strip());
    }
  }

  private Path model() {
    String id = choice().orElseThrow(() -> TranscriberNotConfigured.missing(SpeechModels.CHOICE));
    try {
      return models.usableFile(id).orElseThrow(() -> missing(id));
    } catch (UnusableModel e) {
      throw new Unavailable("The file of the model " + id + " " + e.problem());
    } catch (IOException e) {
      throw new Unavailable("The model " + id + " cannot be read: " + e.getMessage(), e);
    }
  }

  private TranscriberNotConfigured missing(String id) {
    String remark = models.find(id).map(SpeechModel::remark).map(it -> ". " + it).orElse("");
    return new TranscriberNotConfigured(
        "Speech on this machine is not configured: the model %s (%s) is not downloaded%s"
            .formatted(id, SpeechModels.CHOICE, remark));
  }

  private SpeechEngine.Limits limits() {
    return new SpeechEngine.Limits(
        LOADING,
        seconds("GANDER_LOCAL_SPEECH_TIMEOUT", LISTENING),
        seconds("GANDER_LOCAL_IDLE_SECONDS", IDLE));
  }

  private Duration seconds(String key, Duration otherwise) {
    return settings
        .filledSetting(key)
        .filter(text -> text.matches("0*[1-9][0-9]{0,8}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(otherwise);
  }
}
