package dev.gander.adapters.llm.clouds.sagemaker;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.testkit.ModelService;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;

/// Writes one answer as generated text, whole at its end.
final class TgiWire implements ModelService.Dialect {
  private final StringBuilder text = new StringBuilder();

  @Override
  public String begin(ScriptedAnswer answer) {
    return "";
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    if (step.delta().message() != null) {
      text.append(step.delta().message().text());
    }
    return "";
  }

  @Override
  public String end(ScriptedAnswer answer) {
    return JsonText.write(JsonArray.of(JsonObject.of("generated_text", Json.of(text.toString()))));
  }

  @Override
  public String contentType() {
    return "application/json";
  }
}
