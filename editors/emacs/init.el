(add-to-list 'load-path "~/.emacs.d/lisp")
(require 'postfix-lint)

;; Which release of Postfix the configuration is for, and which rules run: leave out what you do not need.
(setq-default eglot-workspace-configuration
              '(:postfix-lint (:postfixVersion "3.7" :preset "recommended")))
