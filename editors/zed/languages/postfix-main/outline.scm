(setting
  name: (name) @name) @item
