package dev.gander.provider.kit.openai;

import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.RequestBody;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How one chat completions service differs from others. Start with [#named(String)] and change
/// what is different.
///
/// @param name the provider's
/// @param path of chat completions, relative to the address of the service
/// @param decoders create the decoder of one answer
/// @param finish makes the last changes to a body, messages and all
public record ChatService(
    String name,
    @Nullable String fastModel,
    String path,
    ChatDialect dialect,
    Function<ClientEnvironment, AnswerDecoder> decoders,
    ModelList models,
    BodyFinish finish) {
  /// Changes a body that is complete, messages and all.
  @FunctionalInterface
  public interface BodyFinish {
    RequestBody on(RequestBody body, ProviderRequest request, ServiceClient client)
        throws InterruptedException;
  }

  /// A service that behaves like OpenAI, directly below its address, and takes its models' thoughts
  /// back.
  public static ChatService named(String name) {
    return new ChatService(
        name,
        null,
        "chat/completions",
        ChatDialect.plain(true),
        ChatDecoder::new,
        client -> OpenAiModelList.fetch(client, "models"),
        (body, _, _) -> body);
  }

  public ChatService withFastModel(@Nullable String model) {
    return new ChatService(name, model, path, dialect, decoders, models, finish);
  }

  public ChatService at(String path) {
    return new ChatService(name, fastModel, path, dialect, decoders, models, finish);
  }

  public ChatService in(ChatDialect dialect) {
    return new ChatService(name, fastModel, path, dialect, decoders, models, finish);
  }

  public ChatService decodedBy(Function<ClientEnvironment, AnswerDecoder> decoders) {
    return new ChatService(name, fastModel, path, dialect, decoders, models, finish);
  }

  public ChatService listing(ModelList models) {
    return new ChatService(name, fastModel, path, dialect, decoders, models, finish);
  }

  /// @param path of the list of models in OpenAI's form
  public ChatService listingAt(String path) {
    return listing(client -> OpenAiModelList.fetch(client, path));
  }

  public ChatService finishing(BodyFinish finish) {
    return new ChatService(name, fastModel, path, dialect, decoders, models, finish);
  }
}
