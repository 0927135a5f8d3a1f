/// What the server reports about itself.
@NullMarked
package dev.gander.adapters.acp.status;

import org.jspecify.annotations.NullMarked;
