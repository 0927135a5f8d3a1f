package dev.gander.adapters.llm.signin.codeassist;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.service.ServiceClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Gemini in an envelope: requests are `{"model", "project", "request"}`, answers `{"response"}`.
/// The service has no list of its models.
///
/// @param project finds the user's project
record CodeAssistProvider(
    ProviderMetadata metadata, ServiceClient client, Supplier<String> project, Gemini gemini)
    implements Provider {
  /// The dot keeps the part before the colon from being read as a scheme.
  private static final String PATH = "./v1internal:streamGenerateContent?alt=sse";

  @Override
  public String name() {
    return metadata.name();
  }

  @Override
  public @Nullable String fastModel() {
    return metadata.fastModel();
  }

  @Override
  public List<String> models() {
    return metadata.knownModels().stream().map(ModelInfo::name).toList();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    UnaryOperator<byte[]> envelope =
        body -> wrapped(request.model().modelName(), project.get(), body);
    return gemini.stream(
        request, new Gemini.Address(client, PATH, envelope, CodeAssistProvider::opened));
  }

  private static byte[] wrapped(String model, String project, byte[] request) {
    byte[] head =
        JsonText.bytes(JsonObject.builder().put("model", model).put("project", project).build());
    ByteArrayOutputStream body = new ByteArrayOutputStream(head.length + request.length + 16);
    body.write(head, 0, head.length - 1);
    body.writeBytes(",\"request\":".getBytes(StandardCharsets.UTF_8));
    body.writeBytes(request);
    body.write('}');
    return body.toByteArray();
  }

  /// Errors come without an envelope.
  private static Json opened(Json chunk) {
    return chunk instanceof JsonObject object && object.get("response") instanceof JsonObject inner
        ? inner
        : chunk;
  }
}
