package dev.gander.adapters.llm.services.speech;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberNotConfigured;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.domain.speech.TranscriptionTooSlow;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends a recording to a service, once: a user who waits for the text tries again sooner than we
/// should.
///
/// @param clients shared by all services
record HttpTranscriber(SpeechService service, ServiceClients clients, ProviderSettings settings)
    implements Transcriber {
  private static final String TIME_KEY = "GANDER_SPEECH_TIMEOUT";
  private static final Duration USUAL_TIME = Duration.ofSeconds(30);

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public TranscriberStatus status() {
    return new TranscriberStatus(
        key().isPresent(),
        service.description(),
        service.keys(),
        new TranscriberStatus.Models(
            service.model().key(),
            service.model().offered().id(),
            model(),
            List.of(service.model().offered())),
        service.host().apply(settings).orElse(null));
  }

  private String model() {
    return settings.filledSetting(service.model().key()).orElse(service.model().offered().id());
  }

  private Optional<String> key() {
    return settings.filledSecret(service.secret());
  }

  @Override
  public String transcribe(Sound sound) throws InterruptedException {
    String key = key().orElseThrow(() -> TranscriberNotConfigured.missing(service.secret()));
    SpeechService.Place place = service.place().apply(settings, key);
    MultipartForm form = new MultipartForm(boundary(), sound, service.field(), model());
    try {
      return text(client(place).post(place.path(), form.type(), form.bytes()));
    } catch (ProviderException.RequestFailed e) {
      if (SpeechRefusals.isSilence(e)) {
        return "";
      }
      throw e;
    } catch (ProviderException.NetworkError e) {
      throw isLate(e) ? new TranscriptionTooSlow(e.text(), e) : e;
    }
  }

  private String boundary() {
    return "gander-" + clients.environment().uuids().get();
  }

  private ServiceClient client(SpeechService.Place place) {
    Duration time = CallLimits.seconds(settings, TIME_KEY, USUAL_TIME);
    return clients
        .to(place.endpoint(), settings)
        .limits(CallLimits.of(settings, time, TIME_KEY))
        .retries((_, _) -> Optional.empty())
        .refusals(SpeechRefusals::of)
        .build();
  }

  private String text(JsonObject answer) {
    return answer
        .text("text")
        .map(String::strip)
        .orElseThrow(
            () ->
                new ProviderException.ExecutionError(
                    "The answer of " + service.name() + " has no text", null));
  }

  private static boolean isLate(ProviderException.NetworkError failure) {
    return failure.getCause() instanceof HttpTimeoutException
        && !(failure.getCause() instanceof HttpConnectTimeoutException);
  }
}
