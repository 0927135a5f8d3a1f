/// The platform extension `developer`: a shell, files and images, for the model to work with on
/// this machine. One package for each kind of tool; start with [DeveloperConnector]. Nothing here
/// confines a tool: whether it may run is decided before it is called.
@NullMarked
package dev.gander.adapters.mcp.developer;

import org.jspecify.annotations.NullMarked;
