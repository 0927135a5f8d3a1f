/// Tools, calls and results, in MCP's terms.
@NullMarked
package dev.gander.domain.tool;

import org.jspecify.annotations.NullMarked;
