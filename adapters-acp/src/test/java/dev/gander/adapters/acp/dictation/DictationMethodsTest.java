package dev.gander.adapters.acp.dictation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.speech.UnsupportedSound;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictationMethodsTest {
  private static final String SPEECH =
      "{'audio': 'YWJj', 'mimeType': 'audio/wav', 'provider': 'cloud'}";
  private static final URI BASE = URI.create("https://hub.example/speech/resolve/main/base");

  private final GooseTalk talk = new GooseTalk();

  @AfterEach
  void close() {
    talk.close();
  }

  private Json progress() throws InterruptedException {
    return talk.result("dictation/models/download/progress", "{'modelId': 'base'}");
  }

  @Test
  void tellsWhoCanListen() throws InterruptedException {
    assertEquals(
        GooseTalk.json(
            """
            {'providers': {'cloud': {'configured': true, 'description': 'Scripted.',
              'usesProviderConfig': false, 'configKey': 'SCRIPTED_KEY',
              'modelConfigKey': 'SCRIPTED_MODEL', 'defaultModel': 'ear', 'selectedModel': 'ear',
              'availableModels': [{'id': 'ear', 'label': 'Ear', 'description': 'Hears.'}]}}}\
            """),
        talk.result("dictation/config", "{}"));
  }

  @Test
  void speechIsWrittenDown() throws InterruptedException {
    assertEquals(GooseTalk.json("{'text': 'hello'}"), talk.result("dictation/transcribe", SPEECH));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "***  | audio/wav  | cloud  | -32602: \"Invalid base64 audio data\"",
        "YWJj | text/plain | cloud  | -32602: \"Unsupported format: text/plain\"",
        "YWJj | audio/wav  | nobody | -32602: \"Unknown provider: nobody\""
      })
  void whatCannotBeHeardIsRefused(String audio, String type, String provider, String error)
      throws InterruptedException {
    assertEquals(
        error,
        talk.error(
            "dictation/transcribe",
            "{'audio': '%s', 'mimeType': '%s', 'provider': '%s'}"
                .formatted(audio, type, provider)));
  }

  @Test
  void aFailureToListenIsExplained() throws InterruptedException {
    talk.backend.listener.hears(
        _ -> {
          throw new ProviderException.Authentication("Invalid API key");
        });
    assertEquals("-32603: \"Invalid API key\"", talk.error("dictation/transcribe", SPEECH));

    talk.backend.listener.hears(
        _ -> {
          throw UnsupportedSound.without("Install ffmpeg.", "audio/webm");
        });
    assertEquals(
        "-32602: \"Unsupported format: audio/webm. Install ffmpeg.\"",
        talk.error("dictation/transcribe", SPEECH));
  }

  @Test
  void keysAreSavedAndDeleted() throws InterruptedException {
    talk.done("dictation/secret/save", "{'provider': 'cloud', 'value': 'k'}");
    assertEquals(Optional.of(Json.of("k")), talk.backend.secrets.find("SCRIPTED_KEY"));

    talk.done("dictation/secret/delete", "{'provider': 'cloud'}");
    assertEquals(Optional.empty(), talk.backend.secrets.find("SCRIPTED_KEY"));
  }

  @ParameterizedTest
  @CsvSource({"dictation/models/select", "dictation/model/select"})
  void aModelIsChosen(String method) throws InterruptedException {
    talk.done(method, "{'provider': 'cloud', 'modelId': 'ear2'}");

    assertEquals(Json.of("ear2"), talk.backend.settings.all().get("SCRIPTED_MODEL"));
  }

  @Test
  void modelsAreDownloadedListedAndDeleted() throws InterruptedException {
    talk.backend.downloads.hold(BASE, new byte[4]);
    assertEquals(GooseTalk.json("{'progress': null}"), progress());

    talk.done("dictation/models/download", "{'modelId': 'base'}");

    assertEquals(
        GooseTalk.json(
                """
            {'progress': {'bytesDownloaded': 2, 'totalBytes': 0, 'progressPercent': 0.0,
              'status': 'downloading', 'error': null}}\
            """)
            .compact(),
        progress().compact());
    assertEquals(
        "-32603: \"Download already in progress\"",
        talk.error("dictation/models/download", "{'modelId': 'base'}"));
    talk.backend.speechModels.download("small");
    assertEquals(
        GooseTalk.json(
            """
            {'models': [
              {'id': 'tiny', 'label': 'tiny', 'description': 'Of 1.', 'sizeMb': 1,
               'downloaded': false, 'downloadInProgress': false, 'recommended': true},
              {'id': 'base', 'label': 'base', 'description': 'Of 2.', 'sizeMb': 2,
               'downloaded': false, 'downloadInProgress': true, 'recommended': false},
              {'id': 'small', 'label': 'small', 'description': 'Of 3. Remarkable.', 'sizeMb': 3,
               'downloaded': true, 'downloadInProgress': false, 'recommended': false},
              {'id': 'medium', 'label': 'medium', 'description': 'Of 4.', 'sizeMb': 4,
               'downloaded': false, 'downloadInProgress': false, 'recommended': false}]}\
            """),
        talk.result("dictation/models/list", "{}"));

    talk.done("dictation/models/cancel", "{'modelId': 'base'}");
    talk.done("dictation/models/delete", "{'modelId': 'small'}");
    assertEquals(
        "-32602: \"Model not downloaded\"",
        talk.error("dictation/models/delete", "{'modelId': 'small'}"));
  }

  @Test
  void unknownModelsAreRefused() throws InterruptedException {
    String nope = "{'modelId': 'nope'}";
    assertEquals("-32602: \"Model not found\"", talk.error("dictation/models/download", nope));
    assertEquals("-32603: \"Download not found\"", talk.error("dictation/models/cancel", nope));
    assertEquals("-32602: \"Model not found\"", talk.error("dictation/models/delete", nope));
  }
}
