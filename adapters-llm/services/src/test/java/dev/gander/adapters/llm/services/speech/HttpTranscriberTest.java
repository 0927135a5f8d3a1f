package dev.gander.adapters.llm.services.speech;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import dev.gander.domain.speech.TranscriptionTooSlow;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.speech.TranscriberContract;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTranscriberTest extends ServiceTest implements TranscriberContract {
  private static final TestTime TIME = new TestTime();

  private static Transcriber of(SpeechService service, TestSettings settings) {
    return new HttpTranscriber(
        service,
        new ServiceClients(ClientEnvironment.repeatable(TIME.clock(), TIME::pause)),
        settings);
  }

  private Transcriber openAi(String... more) {
    return of(
        SpeechServices.openAi(),
        TestSettings.of("OPENAI_API_KEY", "open-sesame", "OPENAI_HOST", service.url()).with(more));
  }

  @Override
  public Transcriber listening() {
    service.status(200, "{\"text\": \" hello there\\n\", \"language\": \"en\"}");
    return openAi();
  }

  @Override
  public Transcriber deaf() {
    service.status(400, "{\"error\": {\"message\": \"Audio file is too short.\"}}");
    return openAi();
  }

  @Override
  public Transcriber stuck(CountDownLatch begun) {
    service.reply(
        exchange -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return openAi();
  }

  @Override
  public Transcriber withoutKey() {
    return of(SpeechServices.openAi(), TestSettings.of("OPENAI_HOST", service.url()));
  }

  @Override
  public Sound sound() {
    return new Sound("noise".getBytes(UTF_8), "audio/webm;codecs=opus", SoundFormat.WEBM);
  }

  private Asked asked(Transcriber transcriber) throws InterruptedException {
    service.status(200, "{\"text\": \"\"}");
    assertEquals("", transcriber.transcribe(sound()));
    return service.asked();
  }

  private static String form(String field, String model) {
    return """
    --gander-uuid-1
    Content-Disposition: form-data; name="file"; filename="audio.webm"
    Content-Type: audio/webm;codecs=opus

    noise
    --gander-uuid-1
    Content-Disposition: form-data; name="%s"

    %s
    --gander-uuid-1--
    """
        .formatted(field, model)
        .replace("\n", "\r\n");
  }

  @Test
  void openAiGetsAFormWithTheKeyOfItsProvider() throws Exception {
    Asked asked = asked(openAi());

    assertEquals("/v1/audio/transcriptions", asked.path());
    assertEquals("Bearer open-sesame", asked.headers().get("authorization"));
    assertEquals(
        "multipart/form-data; boundary=gander-uuid-1", asked.headers().get("content-type"));
    assertEquals(form("model", "whisper-1"), asked.body());
  }

  @Test
  void elevenLabsGetsItsOwnHeaderAndField() throws Exception {
    Asked asked =
        asked(
            of(
                SpeechServices.elevenLabs(service.url()),
                TestSettings.of("ELEVENLABS_API_KEY", "open-sesame")));

    assertEquals("/v1/speech-to-text", asked.path());
    assertEquals("open-sesame", asked.headers().get("xi-api-key"));
    assertEquals(form("model_id", "scribe_v1"), asked.body());
  }

  @Test
  void groqGetsItsModel() throws Exception {
    Asked asked =
        asked(
            of(
                SpeechServices.groq(service.url() + "/openai/v1"),
                TestSettings.of("GROQ_API_KEY", "open-sesame")));

    assertEquals("/openai/v1/audio/transcriptions", asked.path());
    assertEquals("Bearer open-sesame", asked.headers().get("authorization"));
    assertEquals(form("model", "whisper-large-v3-turbo"), asked.body());
  }

  @Test
  void aChosenModelListens() throws Exception {
    Transcriber transcriber = openAi("OPENAI_TRANSCRIPTION_MODEL", "better-ears");

    assertEquals(form("model", "better-ears"), asked(transcriber).body());
    TranscriberStatus.Models models = transcriber.status().models();
    assertEquals("better-ears", models.chosen());
    assertEquals("whisper-1", models.usual());
  }

  @ParameterizedTest
  @CsvSource({
    "'',         /v1/audio/transcriptions",
    "/v1,        /v1/audio/transcriptions",
    "/api/v1,    /api/v1/audio/transcriptions",
    "/proxy,     /proxy/audio/transcriptions",
    "/proxy?a=b, /proxy/audio/transcriptions?a=b"
  })
  void theBaseUrlOfTheProviderCounts(String path, String expected) throws Exception {
    Transcriber transcriber =
        of(
            SpeechServices.openAi(),
            TestSettings.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", service.url() + path));

    assertEquals(expected, asked(transcriber).path());
  }

  @Test
  void tellsHowItIsSetUp() {
    TranscriberStatus openAi = openAi().status();
    TranscriberStatus groq = of(SpeechServices.groq(service.url()), TestSettings.of()).status();

    assertEquals(new Keys.OfProvider("Settings > Models"), openAi.keys());
    assertEquals(service.url(), openAi.host());
    assertEquals(new Keys.Own("GROQ_API_KEY", true), groq.keys());
    assertEquals(null, groq.host());
  }

  @ParameterizedTest
  @CsvSource({
    "401, no,                Authentication, Invalid API key",
    "400, Invalid API key x, Authentication, Invalid API key",
    "429, slow down,         RateLimited,    Rate limit exceeded",
    "403, over quota,        RateLimited,    Rate limit exceeded",
    "500, ' broken ',        RequestFailed,  API error: broken",
    "400, key open-sesame,   RequestFailed,  API error: key ***"
  })
  void aRefusalMeansWhatGoosedTakesItFor(int status, String body, String kind, String message) {
    service.status(status, body);
    Transcriber transcriber = openAi();

    var failure = assertThrows(ProviderException.class, () -> transcriber.transcribe(sound()));

    assertEquals(kind, failure.getClass().getSimpleName());
    assertEquals(message, failure.text());
    assertEquals(1, service.allAsked().size());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"{}", "{\"text\":5}", "not json", "``"})
  void anAnswerWithoutTextIsAFailure(String body) {
    service.status(200, body);
    Transcriber transcriber = openAi();

    var failure = assertThrows(ProviderException.class, () -> transcriber.transcribe(sound()));

    if (failure instanceof ProviderException.RequestFailed refused) {
      assertEquals(0, refused.status());
    } else {
      assertInstanceOf(ProviderException.ExecutionError.class, failure);
    }
  }

  @Test
  void aServiceThatDoesNotAnswerIsTooSlow() {
    service.stall("{");
    Transcriber transcriber = openAi("GANDER_SPEECH_TIMEOUT", "3");

    var failure = assertThrows(TranscriptionTooSlow.class, () -> transcriber.transcribe(sound()));

    assertEquals(
        "Request timed out — the answer did not end within 3 s (GANDER_SPEECH_TIMEOUT).",
        failure.text());
  }
}
