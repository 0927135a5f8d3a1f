package dev.gander.adapters.llm.clouds.snowflake;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Creates the provider `snowflake`.
public final class SnowflakeProviderFactory extends ServiceFactory implements TableRow {
  static final String NAME = "snowflake";
  private static final String DOMAIN = ".snowflakecomputing.com";
  private static final Pattern ADDRESS = Pattern.compile("(?:(https?)://)?([^/?#]*).*");

  public SnowflakeProviderFactory() {
    super(NAME, ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    Endpoint endpoint =
        Endpoint.of(
            address(settings.needSetting("SNOWFLAKE_HOST")),
            "SNOWFLAKE_HOST",
            "",
            Map.of(
                "authorization",
                "Bearer " + settings.needSecret("SNOWFLAKE_TOKEN"),
                "user-agent",
                "goose"));
    return new SnowflakeProvider(
        clients
            .to(endpoint, settings)
            .limits(CallLimits.from(settings, "SNOWFLAKE_TIMEOUT"))
            .build(),
        metadata().knownModels().stream().map(ModelInfo::name).toList());
  }

  /// An account's name, or its whole host as in a browser. A host with a port is complete: no
  /// account has one. In addresses, `_` in an account's name is replaced, since host names must not
  /// contain it.
  static String address(String host) {
    Matcher parts = ADDRESS.matcher(host.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return host;
    }
    String name = parts.group(2).replace('_', '-');
    boolean complete = name.endsWith(DOMAIN) || name.contains(":");
    String scheme = parts.group(1) == null ? "https" : parts.group(1);
    return scheme + "://" + name + (complete ? "" : DOMAIN);
  }
}
