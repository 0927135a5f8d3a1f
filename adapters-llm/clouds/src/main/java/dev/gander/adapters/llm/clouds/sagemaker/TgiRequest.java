package dev.gander.adapters.llm.clouds.sagemaker;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.stream.Collectors;

/// Writes the body of a text generation request. These models are small: they get the end of the
/// conversation as lines of a play, and a system prompt only if it is short. They call no tools and
/// see no pictures.
final class TgiRequest {
  private static final int LONGEST_SYSTEM = 200;
  private static final int MESSAGES = 3;
  private static final int USUAL_TOKENS = 512;
  private static final double USUAL_TEMPERATURE = 0.7;
  private static final String PLAIN =
      "You are a helpful assistant. Answer in plain text, without HTML or other markup.";

  private TgiRequest() {}

  /// @throws ProviderException.Unsupported if the newest message contains a picture
  static byte[] body(ProviderRequest request) {
    ModelConfig model = request.model();
    JsonObject parameters =
        JsonObject.builder()
            .put("max_new_tokens", model.maxTokens() == null ? USUAL_TOKENS : model.maxTokens())
            .put(
                "temperature",
                Json.of(model.temperature() == null ? USUAL_TEMPERATURE : model.temperature()))
            .put("do_sample", true)
            .put("return_full_text", false)
            .build();
    return JsonText.bytes(
        JsonObject.builder().put("inputs", prompt(request)).put("parameters", parameters).build());
  }

  private static String prompt(ProviderRequest request) {
    List<Message> all = request.messages();
    List<Message> end = all.subList(Math.max(0, all.size() - MESSAGES), all.size());
    if (!end.isEmpty() && showsAPicture(end.getLast())) {
      throw new ProviderException.Unsupported("A SageMaker endpoint cannot be shown pictures");
    }
    String lines =
        end.stream()
            .map(TgiRequest::line)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining());
    return "System: " + system(request.system()) + "\n\n" + lines + "Assistant:";
  }

  private static boolean showsAPicture(Message message) {
    return message.content().stream().anyMatch(Content.Image.class::isInstance);
  }

  private static String system(String system) {
    boolean fits = !system.isBlank() && system.length() < LONGEST_SYSTEM;
    return fits ? system : PLAIN;
  }

  private static String line(Message message) {
    String text =
        message.content().stream()
            .filter(Content.Text.class::isInstance)
            .map(block -> ((Content.Text) block).text())
            .filter(it -> !it.isBlank())
            .collect(Collectors.joining("\n"));
    if (text.isEmpty()) {
      return "";
    }
    return switch (message.role()) {
      case USER -> "User: " + text + "\n";
      case ASSISTANT -> "Assistant: " + text + "\n";
    };
  }
}
