use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result};

struct PostfixExtension;

impl zed::Extension for PostfixExtension {
    fn new() -> Self {
        Self
    }

    /// The command of the settings, or `postfix-lint` where the shell of the project finds it.
    fn language_server_command(
        &mut self,
        language_server_id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        let settings = LspSettings::for_worktree(language_server_id.as_ref(), worktree)?;
        let binary = settings.binary.as_ref();
        let command = binary
            .and_then(|binary| binary.path.clone())
            .or_else(|| worktree.which("postfix-lint"))
            .ok_or("postfix-lint is not installed: npm install --global postfix-lint")?;
        let args = binary
            .and_then(|binary| binary.arguments.clone())
            .unwrap_or_else(|| vec!["lsp".into(), "--stdio".into()]);
        Ok(zed::Command {
            command,
            args,
            env: worktree.shell_env(),
        })
    }

    fn language_server_workspace_configuration(
        &mut self,
        language_server_id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        let settings = LspSettings::for_worktree(language_server_id.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| zed::serde_json::json!({ "postfix-lint": settings })))
    }
}

zed::register_extension!(PostfixExtension);
