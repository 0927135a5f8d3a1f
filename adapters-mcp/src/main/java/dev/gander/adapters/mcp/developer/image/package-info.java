/// The tool `read_image`: where pictures come from, and what is read or cut out of them. Start with
/// [ReadImageTool].
@NullMarked
package dev.gander.adapters.mcp.developer.image;

import org.jspecify.annotations.NullMarked;
