package dev.gander.adapters.acp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceMethodsTest {
  private final GooseTalk talk = new GooseTalk();

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void preferencesAreSavedReadAndRemoved() throws InterruptedException {
    talk.done(
        "preferences/save",
        """
        {'values': [{'key': 'autoCompactThreshold', 'value': 0.5},
          {'key': 'gooseThinkingEffort', 'value': 'LOW'}]}\
        """);

    assertEquals(Json.of(0.5), talk.backend.settings.all().get("GOOSE_AUTO_COMPACT_THRESHOLD"));
    assertEquals(
        GooseTalk.json("[{'key': 'gooseThinkingEffort', 'value': 'low'}]"),
        talk.result("preferences/read", "{'keys': ['gooseThinkingEffort']}").get("values"));

    talk.done("preferences/remove", "{'keys': ['gooseThinkingEffort']}");
    assertEquals(
        GooseTalk.json(
            """
            [{'key': 'autoCompactThreshold', 'value': 0.5},
             {'key': 'gooseThinkingEffort', 'value': null},
             {'key': 'voiceAutoSubmitPhrases', 'value': null},
             {'key': 'voiceDictationProvider', 'value': null},
             {'key': 'voiceDictationPreferredMic', 'value': null}]\
            """),
        talk.result("preferences/read", "{}").get("values"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "groq", "elevenlabs", "local", "__disabled__"})
  void whoCanListenIsPreferred(String listener) throws InterruptedException {
    talk.done(
        "preferences/save",
        "{'values': [{'key': 'voiceDictationProvider', 'value': '%s'}]}".formatted(listener));

    assertEquals(Json.of(listener), talk.backend.settings.all().get("VOICE_DICTATION_PROVIDER"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          autoCompactThreshold       | 2         | autoCompactThreshold must be greater than 0 and at most 1
          autoCompactThreshold       | 0         | autoCompactThreshold must be greater than 0 and at most 1
          autoCompactThreshold       | '0.5'     | autoCompactThreshold must be a number
          autoCompactThreshold       | null      | autoCompactThreshold must be a number
          gooseThinkingEffort        | 'extreme' | Invalid gooseThinkingEffort: unknown thinking effort: 'extreme'
          voiceDictationProvider     | 'nobody'  | voiceDictationProvider is not supported
          voiceDictationPreferredMic | ''        | voiceDictationPreferredMic must be non-empty
          voiceAutoSubmitPhrases     | 5         | voiceAutoSubmitPhrases must be a string
          """)
  void aWrongPreferenceLeavesAllAsItWas(String key, String value, String problem)
      throws InterruptedException {
    JsonObject before = talk.backend.settings.all();

    assertEquals(
        "-32602: " + Json.of(problem).compact(),
        talk.error(
            "preferences/save",
            """
            {'values': [{'key': 'voiceAutoSubmitPhrases', 'value': 'x'},
              {'key': '%s', 'value': %s}]}\
            """
                .formatted(key, value)));
    assertEquals(before, talk.backend.settings.all());
  }

  @Test
  void theDefaultsAreThoseOfTheSettings() throws InterruptedException {
    assertEquals(
        GooseTalk.json("{'providerId': 'scripted', 'modelId': 'small'}"),
        talk.result("defaults/read", "{}"));

    assertEquals(
        GooseTalk.json("{'providerId': 'other', 'modelId': null}"),
        talk.result("defaults/save", "{'providerId': ' other ', 'modelId': ' '}"));
    assertEquals(
        GooseTalk.json("{'providerId': 'other', 'modelId': 'small'}"),
        talk.result("defaults/read", "{}"));
    talk.result("defaults/save", "{'providerId': 'other', 'modelId': 'large'}");
    assertEquals(Optional.of("large"), talk.result("defaults/read", "{}").text("modelId"));

    assertEquals(
        "-32602: \"providerId cannot be empty\"",
        talk.error("defaults/save", "{'providerId': ' '}"));
    assertEquals(
        "-32602: \"Unknown provider: nobody\"",
        talk.error("defaults/save", "{'providerId': 'nobody'}"));
    assertTrue(talk.error("defaults/save", "{'providerId': 5}").startsWith("-32602: "));
  }
}
