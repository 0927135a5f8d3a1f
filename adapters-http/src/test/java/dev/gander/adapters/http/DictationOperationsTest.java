package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertEmpty;
import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.speech.TranscriberBusy;
import dev.gander.domain.speech.TranscriptionTooSlow;
import dev.gander.domain.speech.UnsupportedSound;
import dev.gander.json.jackson.JsonText;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DictationOperationsTest {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = new RunningApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static HttpResponse<String> transcribe(String audio, String type, String provider) {
    return api.server.post(
        "/dictation/transcribe",
        "{\"audio\":\"%s\",\"mime_type\":\"%s\",\"provider\":%s}".formatted(audio, type, provider));
  }

  private static HttpResponse<String> transcribe() {
    return transcribe("YWJj", "audio/wav", "\"cloud\"");
  }

  @Test
  void tellsWhoCanListen() {
    JsonObject config = object(api.server.get("/dictation/config"));

    assertEquals(
        JsonText.parse(
            """
            {"cloud": {"configured": true, "description": "Scripted.",
                       "uses_provider_config": false, "config_key": "SCRIPTED_KEY"},
             "local": {"configured": false, "description": "Scripted.",
                       "uses_provider_config": false, "config_key": "SCRIPTED_KEY"}}"""),
        config);
  }

  @Test
  void speechBecomesText() {
    api.backend.cloud.hears(" hello ");

    assertEquals("{\"text\":\"hello\"}", JsonText.write(object(transcribe())));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "!!!,  audio/wav, `\"cloud\"`, 400",
        "YWJj, audio/ogg, `\"cloud\"`, 415",
        "YWJj, audio/wav, `\"local\"`, 412",
        "YWJj, audio/wav, `\"Cloud\"`, 422",
        "YWJj, audio/wav, `{}`,        422",
        "YWJj, audio/wav, `5`,         400"
      })
  void aRequestIsCheckedBeforeAnybodyListens(
      String audio, String type, String provider, int status) {
    assertEquals(status, transcribe(audio, type, provider).statusCode());
  }

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(401, new ProviderException.Authentication("m")),
        Arguments.of(429, new ProviderException.RateLimited("m", null)),
        Arguments.of(429, new ProviderException.BudgetSpent("m")),
        Arguments.of(502, new ProviderException.RequestFailed(404, "m")),
        Arguments.of(500, new ProviderException.RequestFailed("m", null)),
        Arguments.of(500, new ProviderException.NetworkError("m", null)),
        Arguments.of(503, new TranscriberBusy("m")),
        Arguments.of(504, new TranscriptionTooSlow("m", null)),
        Arguments.of(400, new InvalidInput("m")),
        Arguments.of(500, new Unavailable("m")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachFailureHasItsStatus(int status, GanderException failure) {
    api.backend.cloud.hears(
        _ -> {
          throw failure;
        });

    assertError(status, "m", transcribe());
  }

  @Test
  void whatNobodyHereCanReadIsUnsupported() {
    api.backend.cloud.hears(
        _ -> {
          throw UnsupportedSound.without("Bring help", "audio/m4a");
        });

    assertError(415, "Unsupported audio format: audio/m4a. Bring help", transcribe());
  }

  @Test
  void modelsAreListedAndDeleted() {
    api.backend.speechModels.download("base");

    assertEquals(
        JsonText.parse(
            """
            [{"id": "tiny", "size_mb": 1, "url": "https://models.test/tiny", "description": "Of 1.",
              "downloaded": false, "recommended": true},
             {"id": "base", "size_mb": 2, "url": "https://models.test/base", "description": "Of 2.",
              "downloaded": true, "recommended": false},
             {"id": "small", "size_mb": 3, "url": "https://models.test/small",
              "description": "Of 3. Remarkable.", "downloaded": false, "recommended": false},
             {"id": "medium", "size_mb": 4, "url": "https://models.test/medium",
              "description": "Of 4.", "downloaded": false, "recommended": false}]"""),
        JsonText.parse(api.server.get("/dictation/models").body()));

    assertEmpty(api.server.delete("/dictation/models/base"));

    assertError(404, "Model not downloaded", api.server.delete("/dictation/models/base"));
    assertError(404, "Model not found", api.server.delete("/dictation/models/huge"));
  }

  @Test
  void aModelIsDownloadedInTheBackground() {
    String path = "/dictation/models/tiny/download";
    api.backend.downloads.hold(
        URI.create("https://hub.example/speech/resolve/main/tiny"), new byte[4]);
    assertError(404, "Download not found", api.server.get(path));

    HttpResponse<String> started = api.server.post(path, "");

    assertEquals(202, started.statusCode());
    assertEquals("", started.body());
    assertError(400, "Download already in progress", api.server.post(path, ""));
    assertEquals(
        JsonText.parse(
            """
            {"model_id": "tiny", "status": "downloading", "bytes_downloaded": 2, "total_bytes": 0,
             "progress_percent": 0.0, "speed_bps": null, "eta_seconds": null, "error": null}"""),
        object(api.server.get(path)));
    assertEmpty(api.server.delete(path));
    assertEquals("cancelled", object(api.server.get(path)).text("status").orElseThrow());
    assertError(400, "Model not found", api.server.post("/dictation/models/huge/download", ""));
    assertError(404, "Download not found", api.server.delete("/dictation/models/huge/download"));
  }
}
