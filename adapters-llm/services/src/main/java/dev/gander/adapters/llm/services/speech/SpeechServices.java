package dev.gander.adapters.llm.services.speech;

import dev.gander.adapters.llm.services.openai.OpenAiAddress;
import dev.gander.adapters.llm.services.speech.SpeechService.Model;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import dev.gander.domain.speech.TranscriberStatus.Offered;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClients;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services that goosed knows.
public final class SpeechServices {
  private static final String OPENAI_KEY = "OPENAI_API_KEY";
  private static final String OPENAI_HOST = "OPENAI_HOST";
  private static final String ELEVENLABS_KEY = "ELEVENLABS_API_KEY";
  private static final String GROQ_KEY = "GROQ_API_KEY";

  private SpeechServices() {}

  public static List<Transcriber> all(ProviderSettings settings) {
    return all(settings, new ServiceClients(ClientEnvironment.real()));
  }

  static List<Transcriber> all(ProviderSettings settings, ServiceClients clients) {
    return List.of(
        new HttpTranscriber(openAi(), clients, settings),
        new HttpTranscriber(elevenLabs("https://api.elevenlabs.io"), clients, settings),
        new HttpTranscriber(groq("https://api.groq.com/openai/v1"), clients, settings));
  }

  /// Has the key and the address of the provider for chats.
  static SpeechService openAi() {
    return new SpeechService(
        "openai",
        "Uses OpenAI's Whisper with the key of the provider OpenAI.",
        OPENAI_KEY,
        new Keys.OfProvider("Settings > Models"),
        settings -> settings.filledSetting(OPENAI_HOST),
        SpeechServices::openAi,
        "model",
        new Model(
            "OPENAI_TRANSCRIPTION_MODEL",
            new Offered("whisper-1", "Whisper-1", "Whisper, as OpenAI runs it.")));
  }

  private static SpeechService.Place openAi(ProviderSettings settings, String key) {
    OpenAiAddress address = OpenAiAddress.from(settings);
    return new SpeechService.Place(
        Endpoint.of(address.host(), address.setting(), address.query(), bearer(key)),
        address.sibling("audio/transcriptions"));
  }

  static SpeechService elevenLabs(String base) {
    return new SpeechService(
        "elevenlabs",
        "Uses ElevenLabs' Scribe, which knows many languages.",
        ELEVENLABS_KEY,
        new Keys.Own(ELEVENLABS_KEY, true),
        _ -> Optional.empty(),
        (_, key) -> place(base, Map.of("xi-api-key", key), "v1/speech-to-text"),
        "model_id",
        new Model(
            "ELEVENLABS_TRANSCRIPTION_MODEL",
            new Offered("scribe_v1", "Scribe v1", "ElevenLabs' model for speech.")));
  }

  static SpeechService groq(String base) {
    return new SpeechService(
        "groq",
        "Uses Whisper on Groq, which answers fast.",
        GROQ_KEY,
        new Keys.Own(GROQ_KEY, true),
        _ -> Optional.empty(),
        (_, key) -> place(base, bearer(key), "audio/transcriptions"),
        "model",
        new Model(
            "GROQ_TRANSCRIPTION_MODEL",
            new Offered(
                "whisper-large-v3-turbo", "Whisper Large V3 Turbo", "Whisper, made faster.")));
  }

  private static SpeechService.Place place(String base, Map<String, String> headers, String path) {
    return new SpeechService.Place(Endpoint.of(base, "the address", "", headers), path);
  }

  private static Map<String, String> bearer(String key) {
    return Map.of("authorization", "Bearer " + key);
  }
}
