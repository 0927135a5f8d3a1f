package dev.gander.adapters.mcp.developer;

import dev.gander.adapters.mcp.local.DeclaredTools;
import dev.gander.domain.tool.Tool;
import java.util.List;

/// The tools as `tools.json` declares them, in its order. Names, schemas and annotations are goosed
/// 1.36's (`read_image`: 1.39's); the descriptions are ours.
final class ToolDeclarations {
  static final List<Tool> ALL = DeclaredTools.beside(ToolDeclarations.class);

  private ToolDeclarations() {}
}
