package dev.gander.adapters.llm.services.ollama;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks an Ollama model which tools an answer wants to call: `POST api/chat` at `OLLAMA_HOST`, with
/// a schema for its reply. There is no retry: the answer that waits for it is worth more than what
/// it might find.
public final class OllamaInterpreter implements ToolCallInterpreter {
  private static final String BACKEND = "GOOSE_TOOLSHIM_BACKEND";
  private static final String MODEL = "GOOSE_TOOLSHIM_OLLAMA_MODEL";
  private static final String USUAL_MODEL = "mistral-nemo";

  /// The reply of models that feel they have to call something.
  private static final String NO_TOOL = "noop";

  private static final String ROLE =
      "You find tool calls in what an assistant wrote, and answer with JSON only. You never answer"
          + " the assistant, and never add a call that it did not mean to make.";
  private static final JsonObject FORMAT =
      object(
          JsonObject.of(
              "tool_calls",
              JsonObject.builder()
                  .put("type", "array")
                  .put(
                      "items",
                      object(
                          JsonObject.builder()
                              .put("name", described("string", "Name of the tool"))
                              .put("arguments", described("object", "Arguments of the tool"))
                              .build(),
                          "name",
                          "arguments"))
                  .build()),
          "tool_calls");

  private final ProviderSettings settings;
  private final ServiceClients clients;

  public OllamaInterpreter(ProviderSettings settings) {
    this(settings, new ServiceClients(ClientEnvironment.real()));
  }

  OllamaInterpreter(ProviderSettings settings, ServiceClients clients) {
    this.settings = settings;
    this.clients = clients;
  }

  @Override
  public @Nullable String chosenModel() {
    requireOllama();
    Optional<String> name = settings.setting(MODEL).map(String::strip);
    if (name.filter(String::isEmpty).isPresent()) {
      throw new InvalidInput("The setting " + MODEL + " must not be empty");
    }
    return name.orElse(null);
  }

  /// goosed can also run the interpreting model in its own process.
  private void requireOllama() {
    String backend = settings.setting(BACKEND).orElse("ollama").strip();
    if (!backend.equalsIgnoreCase("ollama")) {
      throw new InvalidInput(
          "The setting " + BACKEND + " must be ollama; there is no other interpreter");
    }
  }

  @Override
  public String provider() {
    return "ollama";
  }

  @Override
  public String usualModel() {
    return USUAL_MODEL;
  }

  @Override
  public Reply ask(String said, List<Tool> tools, String model) throws InterruptedException {
    return new Answer(model, client().post("api/chat", body(said, tools, model)));
  }

  private record Answer(String model, JsonObject answer) implements Reply {
    @Override
    public ProviderUsage usage() {
      return new ProviderUsage(
          model, TokenUsage.of(count("prompt_eval_count"), count("eval_count"), null));
    }

    private @Nullable Long count(String member) {
      OptionalLong count =
          answer.get(member) instanceof JsonNumber number ? number.integer() : OptionalLong.empty();
      return count.isPresent() ? count.getAsLong() : null;
    }

    @Override
    public List<ToolCall> calls() {
      return read(
          answer
              .object("message")
              .flatMap(message -> message.text("content"))
              .orElseThrow(() -> unusable(null)));
    }
  }

  private ServiceClient client() {
    return clients
        .to(OllamaProviderFactory.endpoint(settings), settings)
        .limits(OllamaProviderFactory.limits(settings))
        .retries(ExponentialBackoff.NONE)
        .build();
  }

  private byte[] body(String said, List<Tool> tools, String model) {
    String described = tools.stream().map(OllamaInterpreter::text).collect(Collectors.joining());
    JsonObject body =
        JsonObject.builder()
            .put("model", model)
            .put(
                "messages",
                JsonArray.of(message("system", ROLE), message("user", task(described, said))))
            .put("stream", false)
            .put("format", FORMAT)
            .build();
    return JsonText.bytes(OllamaOptions.apply(body, ModelConfig.of(model), settings));
  }

  private static String task(String tools, String said) {
    return """
    These are the tools:

    %s
    This is what the assistant wrote:

    ---
    %s
    ---

    If it says that it uses one of the tools now, list the calls in order, with the arguments that it
    names. If it only talks about tools, asks a question or answers one, the list is empty:
    {"tool_calls": []}
    """
        .formatted(tools, said);
  }

  private static String text(Tool tool) {
    String description = Objects.requireNonNullElse(tool.description(), "");
    return tool.name() + ": " + description + "\n" + JsonText.write(tool.inputSchema()) + "\n\n";
  }

  private static List<ToolCall> read(String content) {
    try {
      return JsonFields.of(JsonText.parseMending(content))
          .required("tool_calls", JsonFields.listOf(OllamaInterpreter::call))
          .stream()
          .filter(call -> !call.name().equals(NO_TOOL))
          .toList();
    } catch (JsonSyntaxException | InvalidShape e) {
      throw unusable(e);
    }
  }

  private static ToolCall call(Json item) {
    JsonFields fields = JsonFields.of(item);
    return new ToolCall(fields.text("name"), fields.required("arguments", JsonFields::asObject));
  }

  private static ProviderException unusable(@Nullable Exception cause) {
    return new ProviderException.ExecutionError(
        "the interpreter of the tool shim did not answer with a list of calls", cause);
  }

  private static JsonObject message(String role, String content) {
    return JsonObject.builder().put("role", role).put("content", content).build();
  }

  private static JsonObject described(String type, String description) {
    return JsonObject.builder().put("type", type).put("description", description).build();
  }

  private static JsonObject object(JsonObject properties, String... required) {
    return JsonObject.builder()
        .put("type", "object")
        .put("properties", properties)
        .put("required", JsonArray.ofTexts(List.of(required)))
        .build();
  }
}
