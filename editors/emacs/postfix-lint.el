;;; postfix-lint.el --- Modes for Postfix configuration, with postfix-lint in Eglot -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; License: MIT

;;; Commentary:

;; Modes for main.cf, master.cf and lookup tables, and the language server of postfix-lint for them.  Eglot comes with
;; Emacs 29 and newer; for Emacs 28 it is in GNU ELPA (Debian: elpa-eglot).  The names of the modes are the language ids
;; that the server knows.

;;; Code:

(defgroup postfix-lint nil
  "Postfix configuration files."
  :group 'languages)

(defcustom postfix-lint-command '("postfix-lint" "lsp" "--stdio")
  "The command that starts the language server."
  :type '(repeat string))

(defvar postfix-lint-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?\" "." table)
    (modify-syntax-entry ?{ "(}" table)
    (modify-syntax-entry ?} "){" table)
    table)
  "Syntax of Postfix files: comments are a matter of lines, not of characters.")

(defvar postfix-lint-common-keywords
  '(("^[ \t]*#.*" 0 'font-lock-comment-face t)
    ("\\$\\$" 0 'font-lock-constant-face)
    ("\\$[({]?[ \t]*\\([A-Za-z0-9_]+\\)" 1 'font-lock-variable-name-face)))

(defvar postfix-lint-word-keywords
  '(("\\_<\\(?:permit\\|reject\\|defer\\|check\\|warn\\)\\(?:_[a-z0-9_]+\\)?\\_>" 0 'font-lock-keyword-face)
    ("\\_<\\(?:yes\\|no\\|all\\|none\\)\\_>" 0 'font-lock-constant-face)
    ("\\_<\\([a-z][a-z0-9_-]*\\):[/$a-z{]" 1 'font-lock-type-face)))

(defvar postfix-lint-result-keywords
  `(("^[^#\t\n ][^\t\n ]*" 0 'font-lock-variable-name-face)
    (,(regexp-opt '("ACCEPT" "BCC" "DEFER" "DEFER_IF_PERMIT" "DEFER_IF_REJECT" "DISCARD" "DUNNO" "FILTER" "HOLD" "IGNORE"
                    "INFO" "OK" "PASS" "PREPEND" "REDIRECT" "REJECT" "REPLACE" "STRIP" "WARN")
                  'symbols)
     0 'font-lock-keyword-face)))

(define-derived-mode postfix-mode prog-mode "Postfix"
  "What all modes for Postfix files have in common."
  :syntax-table postfix-lint-syntax-table
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local comment-end "")
  ;; Indented lines continue the one before: the formatter of the server says how far.
  (setq-local indent-line-function #'indent-relative)
  (setq-local indent-tabs-mode nil))

(defmacro postfix-lint--define (mode name keywords)
  "Define MODE with the NAME that it shows, and its font-lock KEYWORDS."
  `(define-derived-mode ,mode postfix-mode ,name
     ,(format "Major mode for Postfix files: %s." name)
     (setq-local font-lock-defaults (list (append ,keywords postfix-lint-common-keywords) t))))

(postfix-lint--define postfix-main-mode "Postfix main.cf"
  (cons '("^\\([^#= \t\n][^= \t\n]*\\)[ \t]*=" 1 'font-lock-variable-name-face) postfix-lint-word-keywords))
(postfix-lint--define postfix-master-mode "Postfix master.cf"
  (append '(("^\\([^# \t\n]+\\)[ \t]+\\([a-z-]+\\)" (1 'font-lock-function-name-face) (2 'font-lock-type-face))
            ("\\(-o\\)[ \t]*{?[ \t]*\\([A-Za-z0-9_]+\\)" (1 'font-lock-keyword-face) (2 'font-lock-variable-name-face)))
          postfix-lint-word-keywords))
(postfix-lint--define postfix-table-mode "Postfix table" postfix-lint-result-keywords)
(postfix-lint--define postfix-aliases-mode "Postfix aliases"
  '(("^\\([^#: \t\n][^:\n]*\\):" 1 'font-lock-variable-name-face) (":include:" 0 'font-lock-keyword-face)))
(postfix-lint--define postfix-regexp-mode "Postfix regexp"
  (cons '("^\\(?:if\\|endif\\)\\_>" 0 'font-lock-keyword-face t) postfix-lint-result-keywords))
(postfix-lint--define postfix-cidr-mode "Postfix cidr"
  (cons '("^\\(?:if\\|endif\\)\\_>" 0 'font-lock-keyword-face t) postfix-lint-result-keywords))
(postfix-lint--define postfix-client-mode "Postfix client"
  '(("^\\([^#= \t\n][^= \t\n]*\\)[ \t]*=" 1 'font-lock-variable-name-face) ("%[a-zA-Z0-9]" 0 'font-lock-constant-face)))

(dolist (entry '(("/main\\.cf\\(?:\\.[^/]*\\)?\\'" . postfix-main-mode)
                 ("/master\\.cf\\(?:\\.[^/]*\\)?\\'" . postfix-master-mode)
                 ("/\\(?:ldap\\|mysql\\|pgsql\\|sqlite\\|memcache\\|mongodb\\)[-_.][^/]*\\.cf\\'" . postfix-client-mode)
                 ("/postfix/[^/]*\\.\\(?:pcre\\|regexp?\\)\\'" . postfix-regexp-mode)
                 ("/postfix/\\(?:body\\|header\\|mime_header\\|nested_header\\)_checks\\'" . postfix-regexp-mode)
                 ("/postfix/[^/]*\\.cidr\\'" . postfix-cidr-mode)
                 ("/aliases\\'" . postfix-aliases-mode)
                 ("/postfix/\\(?:access\\|generic\\|relocated\\|sasl_passwd\\|tls_policy\\|transport\\|virtual\\|\\(?:recipient_\\|sender_\\)?canonical\\)\\(?:_maps?\\)?\\'"
                  . postfix-table-mode)))
  (add-to-list 'auto-mode-alist entry))

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons '(postfix-main-mode postfix-master-mode postfix-table-mode postfix-aliases-mode postfix-regexp-mode
                       postfix-cidr-mode postfix-client-mode)
                     (lambda (&rest _) postfix-lint-command))))

(autoload 'eglot-ensure "eglot")
(add-hook 'postfix-mode-hook #'eglot-ensure)

(provide 'postfix-lint)
;;; postfix-lint.el ends here
