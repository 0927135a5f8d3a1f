package dev.gander.adapters.mcp.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.text.LookBudget;
import dev.gander.domain.tool.JsonSchemas;
import dev.gander.json.jackson.JsonText;
import java.util.List;

/// JSON Schema by the library that the MCP SDK brings along. Schemas are untrusted: they cause no
/// reads, neither from files nor from the network, and take no more steps than [SchemaCost] and
/// [BoundedRegex] allow.
public final class NetworkntSchemas implements JsonSchemas {
  private static final String NEWEST = SpecificationVersion.DRAFT_2020_12.getDialectId();

  /// Reads the tables of the specifications when a schema is first needed.
  private static SchemaRegistry registry() {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().regularExpressionFactory(new BoundedRegex()).build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        registry -> registry.schemaCacheEnabled(false).schemaRegistryConfig(config));
  }

  @Override
  public void check(Json schema) {
    String dialect =
        schema instanceof JsonObject object ? object.text("$schema").orElse(NEWEST) : NEWEST;
    List<Problem> problems = problems(JsonObject.of("$ref", Json.of(known(dialect))), schema);
    if (!problems.isEmpty()) {
      Problem first = problems.getFirst();
      throw new InvalidInput((first.place().isEmpty() ? "" : first.place() + ": ") + first.text());
    }
  }

  /// Schemas of dialects that the library does not bring along would have to be fetched.
  private static String known(String dialect) {
    return SpecificationVersion.fromDialectId(dialect.replaceFirst("#$", ""))
        .map(SpecificationVersion::getDialectId)
        .orElse(NEWEST);
  }

  @Override
  public List<Problem> problems(Json schema, Json value) {
    try {
      SchemaCost.check(schema, value);
      Schema known = registry().getSchema(JsonText.write(schema), InputFormat.JSON);
      return known.validate(JsonText.write(value), InputFormat.JSON).stream()
          .map(error -> new Problem(error.getInstanceLocation().toString(), error.getMessage()))
          .toList();
    } catch (SchemaException e) {
      throw SchemaReferences.unusable(String.valueOf(e.getMessage()));
    } catch (LookBudget.Exhausted e) {
      throw SchemaReferences.unusable("a regular expression in it takes too long with this value");
    } catch (StackOverflowError e) {
      // Of the JDK's expressions with a long text, or of a deep value.
      throw SchemaReferences.unusable("it and this value are nested too deeply");
    }
  }
}
