package dev.gander.adapters.local.chat;

import dev.gander.adapters.local.engine.EngineLease;
import dev.gander.adapters.local.engine.LocalEngineHost;
import dev.gander.adapters.local.shelf.ModelShelf;
import dev.gander.adapters.local.shelf.ShelvedModel;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.TemplateChoice;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.ServiceClients;
import java.util.List;
import java.util.OptionalInt;

/// Chats with models on this machine. A service like OpenAI's, whose address is that of the model's
/// engine. Thread-safe.
public final class LocalProvider implements Provider {
  static final String NAME = "local";

  private final ModelShelf shelf;
  private final LocalEngineHost host;
  private final ServiceClients clients;
  private final ProviderSettings settings;

  public LocalProvider(
      ModelShelf shelf, LocalEngineHost host, ServiceClients clients, ProviderSettings settings) {
    this.shelf = shelf;
    this.host = host;
    this.clients = clients;
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    ShelvedModel model = model(request.model().modelName());
    EngineLease lease = host.acquire(model);
    try {
      return stream(request, model, lease);
    } catch (ProviderException.NetworkError e) {
      if (!lease.isEnding()) {
        throw e;
      }
      // It has died since its last answer. A new one gets the request; it is the only retry.
      return stream(request, model, host.acquire(model));
    }
  }

  private ProviderStream stream(ProviderRequest request, ShelvedModel model, EngineLease lease)
      throws InterruptedException {
    boolean isAnswering = false;
    try {
      LocalChat chat = new LocalChat(model.answers(), host.header(model));
      ProviderStream answer =
          chat.at(lease.address(), lease.key(), clients, settings).stream(request);
      isAnswering = true;
      return new LeasedAnswer(answer, lease, model.id());
    } catch (ProviderException.RequestFailed | ProviderException.ContextLengthExceeded e) {
      lease.succeed();
      throw e;
    } catch (ProviderException.NetworkError e) {
      if (!lease.isEnding()) {
        lease.giveUp();
      }
      throw e;
    } catch (InterruptedException e) {
      lease.abandon(false);
      throw e;
    } finally {
      if (!isAnswering) {
        lease.close();
      }
    }
  }

  private ShelvedModel model(String id) {
    return shelf
        .find(id)
        .orElseThrow(() -> new ProviderException.ExecutionError("Model not found: " + id, null));
  }

  @Override
  public List<String> models() {
    return shelf.ids();
  }

  @Override
  public OptionalInt contextLimit(String model) {
    try {
      return OptionalInt.of(host.context(model(model)));
    } catch (ProviderException _) {
      // The first request tells what is wrong.
      return OptionalInt.empty();
    }
  }

  @Override
  public boolean callsTools(String id) throws InterruptedException {
    try {
      return callsTools(model(id));
    } catch (ProviderException _) {
      // The first request tells what is wrong.
      return true;
    }
  }

  private boolean callsTools(ShelvedModel model) throws InterruptedException {
    return switch (model.answers().tools()) {
      case FORCE_EMULATED -> false;
      case FORCE_NATIVE -> isJinja(model) && host.callsToolsByTemplate();
      case AUTO -> templateKnowsTools(model) && host.callsToolsByTemplate();
    };
  }

  /// The templates that llama.cpp knows by name are no Jinja, and have no place for tools.
  private static boolean isJinja(ShelvedModel model) {
    return !(model.load().template() instanceof TemplateChoice.Builtin);
  }

  private boolean templateKnowsTools(ShelvedModel model) {
    return switch (model.load().template()) {
      case TemplateChoice.Embedded _ -> host.header(model).knowsTools();
      case TemplateChoice.Builtin _ -> false;
      case TemplateChoice.Inline(String text) -> text.contains("tools");
    };
  }
}
