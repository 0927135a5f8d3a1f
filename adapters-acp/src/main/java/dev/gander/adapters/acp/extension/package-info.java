/// Extensions as clients of the protocol write and read them.
@NullMarked
package dev.gander.adapters.acp.extension;

import org.jspecify.annotations.NullMarked;
