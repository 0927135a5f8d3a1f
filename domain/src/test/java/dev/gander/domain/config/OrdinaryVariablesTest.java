package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Variables as they are on machines for builds, with JDKs, Python, Node, the tools of clouds,
/// terminals and Windows. Children get them all, and nothing of them is hidden anywhere.
class OrdinaryVariablesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Machines for builds
        "CI=true",
        "GITHUB_REPOSITORY=ali-baba/cave",
        "GITHUB_SHA=0123456789abcdef0123456789abcdef01234567",
        "GITHUB_WORKSPACE=/home/runner/work/cave/cave",
        "GITHUB_EVENT_PATH=/home/runner/work/_temp/_github_workflow/event.json",
        "GITHUB_API_URL=https://api.github.com",
        "RUNNER_TOOL_CACHE=/opt/hostedtoolcache",
        "ACTIONS_CACHE_URL=https://artifactcache.example/a1b2c3d4e5f6g7h8i9j0/",
        "CI_JOB_URL=https://gitlab.example/cave/-/jobs/0b2f6a3e-1c2d-4e5f-8a9b-0123456789ab",
        "CI_PROJECT_DIR=/builds/ali-baba/cave",
        "BUILD_URL=https://jenkins.example/job/cave2024release17a/12/",
        "BUILDKITE_COMMIT=0123456789abcdef0123456789abcdef01234567",
        "HOST_PWD=/home/u/proj",
        // JDKs
        "JAVA_HOME=/usr/lib/jvm/temurin-25-jdk-amd64",
        "JAVA_TOOL_OPTIONS=-Djavax.net.ssl.keyStore=/etc/pki/java/cacerts",
        "MAVEN_OPTS=-Xmx2g -Djavax.net.ssl.trustStore=/etc/ssl/java/trust.jks",
        "GRADLE_OPTS=-Dorg.gradle.daemon=false -Dsort.key=created_at",
        "JDK_JAVA_OPTIONS=--add-opens=java.base/java.util=ALL-UNNAMED",
        // Python and Node
        "PYTHONPATH=/opt/lib/python3.13:/home/u/lib",
        "VIRTUAL_ENV=/home/u/proj/.venv",
        "PIP_INDEX_URL=https://pypi.example/simple",
        "CONDA_PROMPT_MODIFIER=(base) ",
        "TOKENIZERS_PARALLELISM=false",
        "NODE_OPTIONS=--max-old-space-size=4096",
        "NVM_DIR=/home/u/.nvm",
        "npm_config_user_agent=npm/11.6.2 node/v24.11.1 linux x64 workspaces/false",
        "npm_package_json=/home/u/proj/package.json",
        "AIDER_MAP_TOKENS=1024",
        "AIDER_MAX_CHAT_HISTORY_TOKENS=8192",
        "CLAUDE_CODE_MAX_OUTPUT_TOKENS=32000",
        // Clouds
        "AWS_PROFILE=thieves-40",
        "AWS_SHARED_CREDENTIALS_FILE=/home/u/.aws/credentials",
        "AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token",
        "AWS_ROLE_ARN=arn:aws:iam::123456789012:role/thieves-40",
        "ECS_CONTAINER_METADATA_URI_V4=http://169.254.170.2/v4/0123456789abcdef0123-4567890123",
        "AZURE_OPENAI_ENDPOINT=https://x.openai.azure.com/openai/deployments/gpt4o20240806prod",
        "AZURE_TENANT_ID=0b2f6a3e-1c2d-4e5f-8a9b-0123456789ab",
        "CLOUDSDK_CONFIG=/home/u/.config/gcloud",
        "OCI_CLI_AUTH=security_token",
        "OCI_CLI_AUTH=api_key",
        "OS_AUTH_URL=https://keystone.example:5000/v3",
        "ST_AUTH=http://localhost:8080/auth/v1.0",
        "MCP_AUTH=oauth2",
        "KUBERNETES_SERVICE_HOST=10.96.0.1",
        "DOCKER_HOST=unix:///run/user/1000/docker.sock",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317",
        "OTEL_RESOURCE_ATTRIBUTES=service.name=cave,service.version=1.2.3",
        // Terminals
        "TERM_SESSION_ID=w0t0p0:0B2F6A3E-1C2D-4E5F-8A9B-0123456789AB",
        "LS_COLORS=rs=0:di=01;34:ln=01;36:*.tar=01;31",
        "LESSOPEN=| /usr/bin/lesspipe %s",
        "PS1=\\u@\\h:\\w\\$ ",
        "SSH_AUTH_SOCK=/tmp/ssh-abc123def456/agent.4242",
        "SSH_CONNECTION=10.0.0.2 51234 10.0.0.1 22",
        "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus,guid=0123456789abcdef0123456789",
        "XDG_DATA_DIRS=/usr/local/share:/usr/share",
        "EDITOR=code --wait",
        "PWD=/home/u/proj",
        // Windows
        "APPDATA=C:\\Users\\me\\AppData\\Roaming",
        "Path=C:\\Windows\\system32;C:\\Users\\me\\AppData\\Roaming\\npm",
        "ProgramFiles(x86)=C:\\Program Files (x86)",
        "PSModulePath=C:\\Program Files\\WindowsPowerShell\\Modules",
        "PATHEXT=.COM;.EXE;.BAT;.CMD",
        "PROCESSOR_IDENTIFIER=Intel64 Family 6 Model 158 Stepping 10, GenuineIntel",
      })
  void ordinary(String variable) {
    String[] parts = variable.split("=", 2);
    Map<String, String> variables = Map.of(parts[0], parts[1]);

    assertEquals(variable, KnownSecrets.of(variables).hiddenIn(variable));
    assertEquals(variables, ChildEnvironment.of(variables).with(Map.of()));
  }
}
