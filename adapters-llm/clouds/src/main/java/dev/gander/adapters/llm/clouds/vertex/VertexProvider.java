package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Models of a project in Google's cloud.
///
/// @param known the existing models
/// @param policies the service that serves the organisation's policies
record VertexProvider(
    Place place,
    List<String> known,
    Function<String, ServiceClient> clients,
    ServiceClient policies,
    Messages messages,
    Gemini gemini)
    implements Provider {
  private static final Json DIALECT = Json.of("vertex-2023-10-16");

  /// The user's project and location.
  record Place(String project, String location) {}

  @Override
  public String name() {
    return GcpVertexProviderFactory.NAME;
  }

  /// A model that is missing at the user's location may exist at its home location. After any other
  /// refusal the conversation stays where the user wants it.
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    VertexModel model = VertexModel.of(request.model().modelName());
    try {
      return stream(request, model, place.location);
    } catch (ProviderException.RequestFailed e) {
      if (e.status() != 404 || model.home().equals(place.location)) {
        throw e;
      }
      return atHome(request, model, e);
    }
  }

  private ProviderStream atHome(
      ProviderRequest request, VertexModel model, ProviderException before)
      throws InterruptedException {
    try {
      return stream(request, model, model.home());
    } catch (ProviderException e) {
      e.addSuppressed(before);
      throw e;
    }
  }

  private ProviderStream stream(ProviderRequest request, VertexModel model, String location)
      throws InterruptedException {
    ServiceClient client = clients.apply(location);
    String path = model.path(place.project, location);
    return switch (model.kind()) {
      case CLAUDE ->
          messages.stream(
              request, new Messages.Address(client, path, Map.of(), VertexProvider::named));
      case GEMINI, SERVED -> gemini.stream(request, new Gemini.Address(client, path));
    };
  }

  /// The address names the model, and the body the dialect.
  private static JsonObject named(JsonObject body) {
    return body.without(Set.of("model")).with("anthropic_version", DIALECT);
  }

  @Override
  public List<String> models() throws InterruptedException {
    return known.stream().filter(OrganizationPolicy.allowed(place.project, policies)).toList();
  }
}
