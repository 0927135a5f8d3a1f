/// The platform extension `developer`: a shell, files and images, for the model to work with on
/// this machine. One class per tool; start with [DeveloperConnector]. No confinement: what a tool
/// may do is decided before it is called.
@NullMarked
package dev.gander.adapters.mcp.developer;

import org.jspecify.annotations.NullMarked;
