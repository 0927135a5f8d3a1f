package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.oauth.BearerTokens;
import dev.gander.oauth.OAuthHttp;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClientBuilder;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Creates the provider `gcp_vertex_ai`.
public final class GcpVertexProviderFactory extends ServiceFactory implements TableRow {
  static final String NAME = "gcp_vertex_ai";
  private static final String LOCATION = "GCP_LOCATION";
  private static final String USUAL_LOCATION = "us-central1";

  /// The addresses of the service.
  ///
  /// @param models the address of the models at a location
  /// @param policies the address of an organisation's policies
  record Addresses(UnaryOperator<String> models, String policies) {
    static final Addresses REAL =
        new Addresses(Addresses::models, "https://cloudresourcemanager.googleapis.com");

    private static String models(String location) {
      return location.equals("global")
          ? "https://aiplatform.googleapis.com"
          : "https://" + location + "-aiplatform.googleapis.com";
    }
  }

  private final Addresses addresses;

  public GcpVertexProviderFactory() {
    this(Addresses.REAL);
  }

  GcpVertexProviderFactory(Addresses addresses) {
    super(NAME, ProviderTable::metadata);
    this.addresses = addresses;
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    var place =
        new VertexProvider.Place(settings.needSetting("GCP_PROJECT_ID"), location(settings));
    RetryPolicy retries = new BusyRetryPolicy(BusyRetryPolicy.USUAL.from(settings, "GCP"));
    Function<String, ServiceClientBuilder> asked =
        asked(tokens(settings, clients), settings, clients);
    return new VertexProvider(
        place,
        metadata().knownModels().stream().map(ModelInfo::name).toList(),
        location -> asked.apply(addresses.models().apply(location)).retries(retries).build(),
        asked.apply(addresses.policies()).retries(ExponentialBackoff.NONE).build(),
        new Messages(settings),
        new Gemini(settings));
  }

  /// A location becomes part of a host name.
  private static String location(ProviderSettings settings) {
    String location = settings.filledSetting(LOCATION).orElse(USUAL_LOCATION);
    if (!location.matches("[a-z0-9-]{1,40}")) {
      throw new ProviderException.ExecutionError(
          LOCATION + " is no location of Google Cloud, such as " + USUAL_LOCATION, null);
    }
    return location;
  }

  private static BearerTokens tokens(ProviderSettings settings, ServiceClients clients) {
    Clock clock = clients.environment().clock();
    OAuthHttp http = clients.oauth(settings, Map.of());
    return new GoogleTokens(new ApplicationDefault(settings, http, clock), clock);
  }

  /// Starts building a client for an address.
  private static Function<String, ServiceClientBuilder> asked(
      BearerTokens tokens, ProviderSettings settings, ServiceClients clients) {
    return address ->
        clients
            .to(Endpoint.of(address, LOCATION, "", Map.of()), settings)
            .limits(CallLimits.from(settings, "GCP_TIMEOUT"))
            .bearer(tokens);
  }
}
