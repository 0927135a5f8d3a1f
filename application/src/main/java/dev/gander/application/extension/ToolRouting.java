package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ToolNames;
import dev.gander.domain.tool.Tool;
import java.util.Optional;

/// Finds what runs a tool: first by the listing, then by the part of the name before `__`.
record ToolRouting(Roster roster, ToolListing listing) {

  ToolRoute route(String publicName) {
    Optional<Tool> listed = listing.find(publicName);
    ToolNames.Parts parts =
        listed
            .map(ToolNames::parts)
            .or(() -> ToolNames.split(publicName))
            .orElseThrow(() -> unknown(publicName));
    Roster.Member member =
        Optional.ofNullable(roster.member(parts.extension()))
            .orElseThrow(() -> unknown(publicName));
    if (!member.config().allows(parts.tool())) {
      throw unavailable(parts);
    }
    return switch (member) {
      case Roster.Running _ ->
          new ToolRoute.ToExtension(
              parts.extension(), parts.tool(), listed.or(() -> listing.find(parts)).orElse(null));
      case Roster.InFrontend _ ->
          new ToolRoute.ToFrontend(listed.orElseThrow(() -> unknown(publicName)));
    };
  }

  private ExtensionException unknown(String publicName) {
    return ExtensionException.notFound(
        "Tool '"
            + publicName
            + "' not found. Available tools: ["
            + String.join(", ", listing.names())
            + "]");
  }

  private static ExtensionException unavailable(ToolNames.Parts parts) {
    ExtensionKey owner = parts.extension();
    return ExtensionException.notFound(
        "Tool '" + parts.tool() + "' is not available for extension '" + owner + "'");
  }
}
